"""The rules: what each says, and changes of them tried over the station's history before anybody trusts them."""
