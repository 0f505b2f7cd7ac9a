"""What the templates of the stock say about money."""
