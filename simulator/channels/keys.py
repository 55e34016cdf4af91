"""Keys and certificates of simulated channels, made at run time and never kept in the repository."""

import datetime as dt
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID

_DAYS = 365


@dataclass(frozen=True, slots=True)
class Certified:
    """A private key with its certificate."""

    key: RSAPrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def serial(self) -> str:
        """The serial number in hexadecimal, as WeChat Pay names its platform certificates."""
        return f"{self.certificate.serial_number:X}"


def rsa_key() -> RSAPrivateKey:
    return generate_private_key(65537, 2048)


def public_pem(key: RSAPrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def sign_rsa(key: RSAPrivateKey, content: bytes) -> bytes:
    """SHA256withRSA, as all three of the real channels use it."""
    return key.sign(content, PKCS1v15(), SHA256())


def with_sha1(made: Certified, issuer: Certified) -> Certified:
    """The same certificate as if its issuer had signed it with SHA-1, as UnionPay's authority did for long.

    The library signs no such certificate any more, so the algorithm's number is changed where it stands.
    """
    sha256, sha1 = bytes.fromhex("2a864886f70d01010b"), bytes.fromhex("2a864886f70d010105")
    signed = made.certificate.tbs_certificate_bytes
    changed = signed.replace(sha256, sha1)
    der = made.certificate.public_bytes(Encoding.DER).replace(signed, changed).replace(sha256, sha1)
    der = der.replace(made.certificate.signature, issuer.key.sign(changed, PKCS1v15(), SHA1()))
    return Certified(made.key, x509.load_der_x509_certificate(der))


def certify(
    common_name: str,
    issuer: Certified | None = None,
    *,
    authority: bool = False,
    now: dt.datetime,
    days: int = _DAYS,
) -> Certified:
    """A key with a certificate by an issuer, or by itself when there is none."""
    key = rsa_key()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer.certificate.subject if issuer else name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
    )
    return Certified(key, built.sign(issuer.key if issuer else key, SHA256()))
