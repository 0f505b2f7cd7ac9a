from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "javon.config"
    label = "config"

    def ready(self) -> None:
        """Hand the tables to core, once."""
        from javon.config import reactions, rights, schedule
        from javon.core import access, jobs
        from javon.core import reactions as core_reactions

        core_reactions.listen(reactions.REACTIONS)
        access.learn_rights_from(rights.rights_of)
        jobs.learn_timetable(schedule.JOBS, schedule.PERIODIC)
