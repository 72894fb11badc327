package org.backupmanager.cli.internal.plan;

import java.util.Optional;

import org.backupmanager.cli.internal.grammar.Arguments;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.plan.ArchivingRule;
import org.backupmanager.plan.ArchivingRule.Days;
import org.backupmanager.plan.ArchivingRule.OfWeeks;
import org.backupmanager.plan.PlanWords;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** An archiving rule as options give it. */
final class ArchivingOptions {

    private static final String DAYS_OF_MONTH = "-days-of-month";
    private static final String DAY_OF_WEEK = "-day-of-week";
    private static final String WEEKS = "-weeks";
    private static final Option[] OWN = {Given.ACTIVE, Given.TIME, Given.SOURCES, Option.value("-months", Kind.LIST),
        Option.value(DAYS_OF_MONTH, Kind.LIST), Option.value(DAY_OF_WEEK, Kind.LIST), Option.value(WEEKS, Kind.LIST)};

    private ArchivingOptions() {
    }

    /** All but the name. */
    static Option[] all(Option... others) {
        Option[] all = new Option[others.length + OWN.length];
        System.arraycopy(others, 0, all, 0, others.length);
        System.arraycopy(OWN, 0, all, others.length, OWN.length);
        return all;
    }

    /** This rule with what is given. */
    static ArchivingRule read(Given given, ArchivingRule before, Device device)
            throws UsageException, BackupException {
        return new ArchivingRule(given.text("-name", before.name()), given.flag("-active", before.active()),
                given.value("-time", PlanWords::time, before.time()), given.sources(device, before.sources()),
                given.value("-months", PlanWords::months, before.months()), days(given, before.days()));
    }

    private static Days days(Given given, Days before) throws UsageException {
        Arguments arguments = given.call().arguments();
        Optional<String> weekdays = arguments.find(DAY_OF_WEEK);
        Optional<String> weeks = arguments.find(WEEKS);
        if (arguments.has(DAYS_OF_MONTH) && (weekdays.isPresent() || weeks.isPresent())) {
            throw new UsageException("archiving.both");
        }
        if (weekdays.isEmpty() && weeks.isEmpty()) {
            return given.value(DAYS_OF_MONTH, PlanWords::daysOfMonth, before);
        }
        if (before instanceof OfWeeks old) {
            return given.value(weeks.isPresent() ? WEEKS : DAY_OF_WEEK, _ -> PlanWords.weeks(
                    weeks.orElse(PlanWords.weeks(old)), weekdays.orElse(PlanWords.days(old.weekdays()))), before);
        }
        if (weekdays.isEmpty() || weeks.isEmpty()) {
            throw new UsageException("archiving.half");
        }
        given.value(DAY_OF_WEEK, PlanWords::days, before);
        return given.value(WEEKS, words -> PlanWords.weeks(words, weekdays.get()), before);
    }
}
