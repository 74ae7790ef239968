// The user directory of the demo. Java is generated with Apache Thrift's compiler 0.25, in this folder:
//   thrift --gen java:generated_annotations=suppress -out ../java users.thrift
namespace java io.harrier.rpc.demo.idl
namespace py users
namespace go users

struct User {
    1: required i64 id
    2: required string name
    3: optional string email
}

exception UserNotFound {
    1: required i64 id
}

service Users {
    User findById(1: i64 id) throws (1: UserNotFound notFound)

    /** All whose name contains the text, in any case, by id. */
    list<User> search(1: string text)

    User create(1: string name, 2: string email)

    /** Notes that the user was seen. The caller waits for no reply. */
    oneway void touch(1: i64 id)
}
