from simulator.signing import is_signed, key_of, signature, signed_headers

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def test_the_example_of_the_standard_is_signed_as_it_says():
    made = signature(key_of(SECRET), "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", b'{"test": 2432232314}')
    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_changed_body_or_another_key_is_told_from_the_real_one():
    headers = signed_headers(key_of(SECRET), "id-1", b"body", "application/json")
    assert is_signed(key_of(SECRET), headers, b"body")
    assert not is_signed(key_of(SECRET), headers, b"bodY")
    assert not is_signed(b"another key of some length", headers, b"body")
