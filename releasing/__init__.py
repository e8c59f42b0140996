"""What a release is made with: whether its packages have known holes, and the list of them."""
