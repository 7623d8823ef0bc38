"""Services for migrants in both lands, after HSDS 3.0: who offers what, where, when, for whom."""
