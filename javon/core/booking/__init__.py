"""Booking: who has which thing, from when to when; one engine for seats, rooms, computers, kits, vehicles.

It speaks no library word: a thing is a Resource, a person an opaque (type, id). Its verbs stand in ``engine`` and are
called inside the action of the module that owns the things, after that action has asked for its right.
"""
