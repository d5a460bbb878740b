"""Hosts of addresses: what hides where an address leads."""

import pytest

from kb.hosts import host_fault, other_host


@pytest.mark.parametrize(
    "address",
    [
        "https://unece.org/x",
        "http://www.gov.kz:8080/a?b=c#d",
        "https://a-b.c1.example.org",
        "https://xn--e1afmkfd.xn--p1ai/",
        f"https://{'a' * 63}.org/",
    ],
)
def test_plain_hosts(address: str) -> None:
    assert host_fault(address) is None


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("https://@unece.org/", "no plain host name"),
        ("https://a@unece.org/", "no plain host name"),
        ("https://unece.org./", "no plain host name"),
        ("https://localhost/", "no plain host name"),
        ("https://10.0.0.1/", "no plain host name"),
        ("https://-a.org/", "no plain host name"),
        (f"https://{'a' * 64}.org/", "no plain host name"),
        ("https://a_b.org/", "no plain host name"),
        ("https://unece.org:0x1/", "is no address"),
        ("https://unесe.org/", "outside ASCII"),
        ("https://xn--80ak6aa92e.com/", 'stands for "аррӏе"'),
        ("https://xn--unee-y4d.org/", "passes for another name"),
        ("https://xn--99999999.org/", "is no Punycode"),
    ],
)
def test_what_hides_where_it_leads(address: str, why: str) -> None:
    assert why in str(host_fault(address))


@pytest.mark.parametrize(
    ("words", "target", "other"),
    [
        ("unece.org", "https://unece.org/x", None),
        ("www.unece.org/a", "https://unece.org/x", None),
        ("unece.org", "https://docs.unece.org/x", None),
        ("https://UNECE.org", "https://unece.org/x", None),
        ("unece.org", "https://unece.org.evil.example/", "unece.org"),
        ("unece.org", "https://notunece.org/", "unece.org"),
        ("http://a.example", "https://b.example/", "a.example"),
        ("a.example", "https://b.example/", None),
        ("report.pdf", "https://b.example/", None),
        ("the site unece.org", "https://b.example/", None),
        ("unece.org", "topics/a", "unece.org"),
    ],
)
def test_words_of_a_link_name_no_other_host(words: str, target: str, other: str | None) -> None:
    assert other_host(words, target) == other
