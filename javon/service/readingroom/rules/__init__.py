"""What may happen in the hall: visits, the plan, who may be served, books to be read there."""
