"""An HTTP request as evidence: kept as it came, judged from what is kept."""

from dataclasses import dataclass

from services.gateway.domain.reasons import MessageRefused, Reason


@dataclass(frozen=True, slots=True)
class RawRequest:
    """An HTTP request as it was received. Header names are in lower case, in order of arrival, repeated ones
    repeated."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    remote: str

    def header(self, name: str) -> str:
        """The value of a header that must be there exactly once. Raises MessageRefused(SIGNATURE_MISSING)."""
        values = [value for key, value in self.headers if key == name]
        if len(values) != 1 or not values[0]:
            raise MessageRefused(Reason.SIGNATURE_MISSING, f"header {name} must be given once, not {len(values)} times")
        return values[0]

    def optional_header(self, name: str) -> str:
        """The value of a header that may be missing; the first when it is repeated."""
        return next((value for key, value in self.headers if key == name), "")
