// Apache Thrift knows uuid from 0.18 on.
struct Known { 1: uuid id, 2: list<uuid> ids, 3: map<uuid, string> names }
const uuid NONE = "00000000-0000-0000-0000-000000000000"
struct Default { 1: uuid id = "00112233-4455-6677-8899-aabbccddeeff", 2: uuid braces = "{00112233-4455-6677-8899-AABBCCDDEEFF}" }
