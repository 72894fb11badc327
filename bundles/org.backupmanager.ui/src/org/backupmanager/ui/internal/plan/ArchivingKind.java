package org.backupmanager.ui.internal.plan;

import java.time.LocalTime;
import java.time.Month;
import java.util.EnumSet;
import java.util.List;

import org.backupmanager.plan.ArchivingRule;
import org.backupmanager.plan.ArchivingRule.OfMonth;
import org.backupmanager.plan.ArchivingRule.OfWeeks;
import org.backupmanager.plan.PlanWords;
import org.backupmanager.plan.Plans;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.DataSource;
import org.eclipse.osgi.util.NLS;

/** Archiving rules. */
final class ArchivingKind implements PlanKind<ArchivingRule> {

    private static final int EVERY = 31;

    @Override
    public String id() {
        return "archiving";
    }

    @Override
    public String intro() {
        return Messages.archivingIntro;
    }

    @Override
    public List<String> titles() {
        return List.of(Messages.name, Messages.when, Messages.sources, Messages.next);
    }

    @Override
    public int[] widths() {
        return new int[] {180, 260, 160, 160};
    }

    @Override
    public Facts<ArchivingRule> load(Plans plans, List<DataSource> sources) {
        return new Facts<>(plans.archiving().all(), plans.archiving().next(), plans.scripts().all(), sources);
    }

    @Override
    public List<String> cells(ArchivingRule rule, Facts<ArchivingRule> facts) {
        return List.of(rule.name(), when(rule), facts.labels(rule.sources()));
    }

    private static String when(ArchivingRule rule) {
        String days = switch (rule.days()) {
            case OfMonth numbers when numbers.numbers().isEmpty() -> Messages.lastDay;
            case OfMonth numbers when numbers.numbers().size() == EVERY -> Messages.everyDay;
            case OfMonth numbers -> NLS.bind(Messages.daysOfMonth, PlanWords.daysOfMonth(numbers));
            case OfWeeks weeks -> NLS.bind(Messages.weeksOfMonth, PlanWords.weeks(weeks),
                    CalendarNames.words(weeks.weekdays()));
        };
        return NLS.bind(Messages.archivingAt, new Object[] {days, CalendarNames.monthWords(rule.months()),
            PlanWords.time(rule.time())});
    }

    @Override
    public String name(ArchivingRule rule) {
        return rule.name();
    }

    @Override
    public boolean active(ArchivingRule rule) {
        return rule.active();
    }

    @Override
    public ArchivingRule fresh() {
        return new ArchivingRule("", true, LocalTime.of(18, 0), List.of(), EnumSet.allOf(Month.class),
                PlanWords.daysOfMonth("Last"));
    }

    @Override
    public Editor<ArchivingRule> editor(Form form, Facts<ArchivingRule> facts) {
        return new ArchivingEditor(form, facts);
    }

    @Override
    public int add(Plans plans, ArchivingRule rule) throws BackupException {
        return plans.archiving().add(rule);
    }

    @Override
    public void change(Plans plans, int number, ArchivingRule rule) throws BackupException {
        plans.archiving().change(number, rule);
    }

    @Override
    public void remove(Plans plans, int number) throws BackupException {
        plans.archiving().remove(number);
    }
}
