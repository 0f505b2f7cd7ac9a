"""Named questions about periodicals: their sheets, today's post, subscriptions, claims and volumes."""
