package io.harrier.rpc.benchmarks.micro;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;

/** Asks one question and says its answer in the last line. */
public final class MicroBench {
    private MicroBench() {}

    /**
     * @param arguments the question's name, and {@code --short} or nothing
     */
    public static void main(String[] arguments) throws RunnerException {
        Question question =
                Stream.of(Question.values())
                        .filter(each -> each.commandLineName().equals(arguments[0]))
                        .findFirst()
                        .orElseThrow();
        boolean isShort = List.of(arguments).contains("--short");
        Measured measured =
                Measured.of(
                        question.benchmarks(),
                        question.methods(),
                        isShort,
                        question.shortWarmups(),
                        question.isHandingOver());
        Answer answer = question.answer(measured);
        measured.noise().forEach(System.out::println);
        System.out.println(
                String.format(
                        Locale.ROOT,
                        "%s=%.3f ours=%.1f other=%.1f",
                        question.commandLineName(),
                        answer.figure(),
                        answer.ours(),
                        answer.other()));
    }
}
