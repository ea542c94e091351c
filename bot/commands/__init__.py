"""The command line: `main` puts the commands together, each of the other modules holds one group of them."""
