from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "javon.config"
    label = "config"

    def ready(self) -> None:
        """Hand the tables to core, once."""
        from javon.config import reactions, rights
        from javon.core import access
        from javon.core import reactions as core_reactions

        core_reactions.listen(reactions.REACTIONS)
        access.learn_rights_from(rights.rights_of)
