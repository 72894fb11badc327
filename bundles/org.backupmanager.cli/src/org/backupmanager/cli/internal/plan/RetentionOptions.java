package org.backupmanager.cli.internal.plan;

import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.plan.RetentionPolicy;

/** A retention policy as options give it. */
final class RetentionOptions {

    private static final String[] NAMES = {"-last", "-days", "-weeks", "-months", "-years"};

    private RetentionOptions() {
    }

    static Option[] all(Option first) {
        Option[] all = new Option[NAMES.length + 1];
        all[0] = first;
        for (int i = 0; i < NAMES.length; i++) {
            all[i + 1] = Option.value(NAMES[i], Kind.NUMBER);
        }
        return all;
    }

    /** Whether a rule is given. */
    static boolean given(Given given) {
        for (String name : NAMES) {
            if (given.call().arguments().has(name)) {
                return true;
            }
        }
        return false;
    }

    /** This policy with what is given. */
    static RetentionPolicy read(Given given, RetentionPolicy before) throws UsageException {
        int[] numbers = {before.last(), before.days(), before.weeks(), before.months(), before.years()};
        for (int i = 0; i < NAMES.length; i++) {
            numbers[i] = given.number(NAMES[i], numbers[i]);
            if (numbers[i] > RetentionPolicy.MOST) {
                throw new UsageException("plan.value", NAMES[i], Integer.toString(numbers[i]));
            }
        }
        return new RetentionPolicy(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
    }
}
