"""What changes in the organisation: points, structure, people, rights, calendar, roster, figures."""

from javon.centre.organisation.actions.grants import apply_grants, end_grants
from javon.centre.organisation.actions.points import point_for_code
from javon.centre.organisation.actions.staffing import put_in_force
from javon.centre.organisation.actions.standard import lay_out_standard

__all__ = ["apply_grants", "end_grants", "lay_out_standard", "point_for_code", "put_in_force"]
