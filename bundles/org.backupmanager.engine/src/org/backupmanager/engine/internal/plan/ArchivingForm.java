package org.backupmanager.engine.internal.plan;

import org.backupmanager.plan.ArchivingRule;
import org.backupmanager.plan.ArchivingRule.Days;
import org.backupmanager.plan.ArchivingRule.OfMonth;
import org.backupmanager.plan.ArchivingRule.OfWeeks;
import org.backupmanager.plan.PlanWords;

/** Archiving rules in the file {@code archiving}. */
final class ArchivingForm implements Book.Form<ArchivingRule> {

    @Override
    public String file() {
        return "archiving";
    }

    @Override
    public void write(Section section, ArchivingRule rule) {
        section.set("Name", rule.name());
        section.set("Active", rule.active());
        section.set("Time", PlanWords.time(rule.time()));
        section.set("DataSources", PlanWords.sources(rule.sources()));
        section.set("Months", PlanWords.months(rule.months()));
        switch (rule.days()) {
            case OfMonth days -> section.set("DaysOfMonth", PlanWords.daysOfMonth(days));
            case OfWeeks days -> {
                section.set("Weeks", PlanWords.weeks(days));
                section.set("DaysOfWeek", PlanWords.days(days.weekdays()));
            }
        }
    }

    @Override
    public ArchivingRule read(Section section) {
        return new ArchivingRule(section.get("Name"), section.flag("Active"), section.get("Time", PlanWords::time),
                section.get("DataSources", PlanWords::sources), section.get("Months", PlanWords::months),
                days(section));
    }

    private static Days days(Section section) {
        return section.find("Weeks").isEmpty() ? section.get("DaysOfMonth", PlanWords::daysOfMonth)
                : section.get("Weeks", weeks -> PlanWords.weeks(weeks, section.get("DaysOfWeek")));
    }
}
