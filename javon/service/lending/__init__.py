"""Lending (abonement): loans, returns, renewals, holds, the desk, who owes. Nizom 2.6, 2.11."""
