"""The Web API's methods, one file for each family, and the table that joins them."""
