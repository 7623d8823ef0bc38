"""Pure text work in English, French and Arabic: no Django, no database, no clock."""
