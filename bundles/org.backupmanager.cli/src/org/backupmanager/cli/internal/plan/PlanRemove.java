package org.backupmanager.cli.internal.plan;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.plan.Plans;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** Removes a plan by its number. */
public final class PlanRemove implements DeviceCommand {

    private final String name;
    private final String done;
    private final Removal removal;

    private PlanRemove(String name, String done, Removal removal) {
        this.name = name;
        this.done = done;
        this.removal = removal;
    }

    /** Removes a schedule. */
    public static PlanRemove schedule() {
        return new PlanRemove("control.schedule.remove", "schedule.removed",
                (plans, number) -> plans.schedules().remove(number));
    }

    /** Removes a script. */
    public static PlanRemove script() {
        return new PlanRemove("control.script.remove", "script.removed",
                (plans, number) -> plans.scripts().remove(number));
    }

    /** Removes an archiving rule. */
    public static PlanRemove archiving() {
        return new PlanRemove("control.archiving.remove", "archiving.removed",
                (plans, number) -> plans.archiving().remove(number));
    }

    /** Removes a continuous restore. */
    public static PlanRemove continuous() {
        return new PlanRemove("control.restore.continuous.remove", "continuous.removed",
                (plans, number) -> plans.continuous().remove(number));
    }

    @Override
    public Synopsis synopsis() {
        return Synopsis.of(name, Given.ID);
    }

    @Override
    public int run(Call call, Device device) throws BackupException {
        int number = new Given(call).id();
        removal.remove(device.plans(), number);
        call.tell(Messages.text(done, Integer.toString(number)));
        return 0;
    }

    /** Removes a plan of one kind. */
    @FunctionalInterface
    private interface Removal {
        void remove(Plans plans, int number) throws BackupException;
    }
}
