package io.harrier.rpc.client;

import io.harrier.rpc.frame.thrift.HeaderTemplate;
import io.harrier.rpc.frame.thrift.TTHeader;
import io.harrier.rpc.serialize.MethodSerializer;
import org.jspecify.annotations.Nullable;

/**
 * What Harrier peers are told of a method's payloads; others never see it.
 *
 * @param form how the caller holds its values; empty if nobody said
 * @param codec what the payloads are written in
 * @param serializer of those payloads; null if it is the method's own
 * @param header both keys
 */
record GenericKeys(
        String form, String codec, @Nullable MethodSerializer serializer, HeaderTemplate header) {

    /** Whether an entry of a reply's header says that the reply is in the codec. */
    boolean isCodec(String key, String value) {
        return key.equals(TTHeader.CODEC) && value.equals(codec);
    }

    static GenericKeys of(String form, String codec, @Nullable MethodSerializer serializer) {
        HeaderTemplate.Builder header = HeaderTemplate.builder();
        if (!form.isEmpty()) {
            header.string(TTHeader.GENERIC, form);
        }
        header.string(TTHeader.CODEC, codec);
        return new GenericKeys(form, codec, serializer, header.build());
    }
}
