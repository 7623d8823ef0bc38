"""Services in both lands, after HSDS 3.0, and guides to what offices do on line."""

from .asked import Enquiry, EnquiryMessage, Feedback
from .details import CostOption, Phone, RequiredDocument, Schedule
from .guides import Guide, GuideDocument, Request
from .imports import ServiceImport
from .places import Location, ServiceAtLocation
from .services import Service

__all__ = [
    "CostOption",
    "Enquiry",
    "EnquiryMessage",
    "Feedback",
    "Guide",
    "GuideDocument",
    "Location",
    "Phone",
    "Request",
    "RequiredDocument",
    "Schedule",
    "Service",
    "ServiceAtLocation",
    "ServiceImport",
]
