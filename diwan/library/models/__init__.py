"""Items of the library, with what belongs to them; the kinds' own tables beside them."""

from .campaigns import Campaign, Message, MessageTest, Reach
from .items import Edition, Item, ItemBody, ItemFile, ItemPlace, Review
from .norms import Norm, NormLink, NormText
from .positions import PolicyOption, PolicyTopic, Position
from .practices import Practice
from .rumours import AgentTraining, Rumour, RumourEvidence
from .studies import Study, Uptake

__all__ = [
    "AgentTraining",
    "Campaign",
    "Edition",
    "Item",
    "ItemBody",
    "ItemFile",
    "ItemPlace",
    "Message",
    "MessageTest",
    "Norm",
    "NormLink",
    "NormText",
    "PolicyOption",
    "PolicyTopic",
    "Position",
    "Practice",
    "Reach",
    "Review",
    "Rumour",
    "RumourEvidence",
    "Study",
    "Uptake",
]
