from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "javon.config"
    label = "config"

    def ready(self) -> None:
        """Hand the tables to core, once."""
        from django.conf import settings

        from javon.centre.organisation import queries as organisation
        from javon.collection.catalogue.search import catalogue_index
        from javon.collection.stock import holdings
        from javon.config import lan, notices, offices, panels, reactions, rights, schedule
        from javon.core import access, jobs, practice
        from javon.core import reactions as core_reactions
        from javon.core.accounts import offers
        from javon.core.accounts.middleware import learn_centre_from, learn_reader_from
        from javon.core.messaging import channels, kinds
        from javon.core.ui.health import learn_checks
        from javon.places.practice import tickets
        from javon.places.practice.wording import ON_PAPER
        from javon.service.lending.queries import desk as lending
        from javon.service.lending.queries.keeping import objections_to_leaving
        from javon.service.readers import sessions as reader_sessions
        from javon.service.readers.obligations import learn_obligations_from
        from javon.service.readers.panels import learn_panels
        from javon.service.readers.visit_notes import learn_visit_notes_from
        from javon.service.readingroom.queries.notes import visit_notes

        if settings.PRACTICE:
            practice.switch_on(words=ON_PAPER)
        tickets.learn_address_from(
            lambda: place.addresses[0] if (place := lan.place_of(settings.HOME)) and place.addresses else ""
        )
        learn_obligations_from(objections_to_leaving)
        learn_panels(panels.PANELS)
        learn_visit_notes_from(visit_notes)
        core_reactions.listen(reactions.REACTIONS)
        access.learn_rights_from(rights.rights_of)
        access.learn_rights_list(rights.RIGHTS)
        holdings.learn_due_dates_from(lending.due_dates)
        access.learn_posts_from(rights.posts_with)
        jobs.learn_timetable(schedule.JOBS, schedule.PERIODIC)
        kinds.learn(notices.KINDS, notices.LADDERS, notices.PLANNERS, notices.REASONS)
        channels.learn_channels(() if settings.PRACTICE else notices.CHANNELS)
        offers.provide(offices.is_asked_for_a_second_factor)
        offers.provide_post(offices.post_of)
        learn_centre_from(lambda request: centre.pk if (centre := organisation.the_centre()) else None)
        learn_reader_from(reader_sessions.reader_id_of)
        learn_checks({"index": lambda: catalogue_index().snapshot()})
