"""How fast AllIN is beside others, measured in one run on one database; see README.md."""
