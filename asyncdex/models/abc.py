"""What all models and all lists of them share, in the module where AsyncDex had it."""

from .model import Model
from .model_list import GenericModelList, ModelList
from .relation import Relation
from .wiring import ClientLike, Wiring

__all__ = ["ClientLike", "GenericModelList", "Model", "ModelList", "Relation", "Wiring"]
