"""What is done in the hall; each verb is one transaction and one line of the journal."""
