"""What may be done with papers: drafting, the route to approval, acknowledgement. Pure decisions."""
