// The user directory of the demo. The build makes Java of it: see target/generated-sources/harrier.
namespace java io.harrier.rpc.demo.idl
namespace py users
namespace go users

/** Somebody in the directory. */
struct User {
    1: required i64 id
    2: required string name
    /** where mail reaches the user */
    3: optional string email
}

/** Nobody in the directory has the id. */
exception UserNotFound {
    1: required i64 id
}

/** The user directory. */
service Users {
    User findById(1: i64 id) throws (/** if there is no such user */ 1: UserNotFound notFound)

    /** All whose name contains the text, in any case, by id. */
    list<User> search(1: string text)

    User create(1: string name, 2: string email)

    /** Notes that the user was seen. The caller waits for no reply. */
    oneway void touch(1: i64 id)
}
