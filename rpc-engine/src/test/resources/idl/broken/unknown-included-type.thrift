include "shared/basics.thrift"
struct A { 1: basics.Piont p }
