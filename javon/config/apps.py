from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "javon.config"
    label = "config"

    def ready(self) -> None:
        """Hand the tables to core, once."""
        from javon.centre.organisation import queries as organisation
        from javon.collection.catalogue.search import catalogue_index
        from javon.config import offices, reactions, rights, schedule
        from javon.core import access, jobs
        from javon.core import reactions as core_reactions
        from javon.core.accounts import offers
        from javon.core.accounts.middleware import learn_centre_from
        from javon.core.ui.health import learn_checks

        core_reactions.listen(reactions.REACTIONS)
        access.learn_rights_from(rights.rights_of)
        access.learn_rights_list(rights.RIGHTS)
        access.learn_posts_from(rights.posts_with)
        jobs.learn_timetable(schedule.JOBS, schedule.PERIODIC)
        offers.provide(offices.is_asked_for_a_second_factor)
        offers.provide_post(offices.post_of)
        learn_centre_from(lambda request: centre.pk if (centre := organisation.the_centre()) else None)
        learn_checks({"index": lambda: catalogue_index().snapshot()})
