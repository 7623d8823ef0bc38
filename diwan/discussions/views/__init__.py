"""HTTP in, HTTP out: fetch what the person may see, call one action, answer."""
