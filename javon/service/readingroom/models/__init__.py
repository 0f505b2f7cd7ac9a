"""What is remembered of the reading room. Nizom 2.6, 2.11; dossier 2.5 part 1, 8.1."""

from javon.service.readingroom.models.in_house import InHouseUse
from javon.service.readingroom.models.places import Computer, Place, Room, Seat
from javon.service.readingroom.models.visits import Visit

__all__ = ["Computer", "InHouseUse", "Place", "Room", "Seat", "Visit"]
