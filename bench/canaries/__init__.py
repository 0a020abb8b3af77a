"""Persons with unmistakable names, numbers, telephones and homes live in the town; then all is searched for them."""
