package io.harrier.rpc.codegen.serializer;

import javax.lang.model.element.Element;

/** Why no serializer is written for a type. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    /** How much it matters. */
    enum Weight {
        /** The type cannot travel at all. */
        ERROR,
        /** It can, by reflection. */
        NOTE,
        /** A type in it is not written yet: another processor may be about to. */
        LATER
    }

    private final Weight weight;
    private final String message;
    private final String advice;
    private final transient Element place;

    Refusal(Weight weight, Element place, String message, String advice) {
        super(message, null, false, false);
        this.message = message;
        this.weight = weight;
        this.place = place;
        this.advice = advice;
    }

    static Refusal error(Element place, String message, String advice) {
        return new Refusal(Weight.ERROR, place, message, advice);
    }

    static Refusal note(Element place, String message, String advice) {
        return new Refusal(Weight.NOTE, place, message, advice);
    }

    Weight weight() {
        return weight;
    }

    Element place() {
        return place;
    }

    String advice() {
        return advice;
    }

    @Override
    public String getMessage() {
        return message;
    }

    /** Message and advice. */
    String text() {
        return message + System.lineSeparator() + advice;
    }
}
