"""HSDS 3.0 as files: tables read and planned row by row, and what strangers see written out."""
