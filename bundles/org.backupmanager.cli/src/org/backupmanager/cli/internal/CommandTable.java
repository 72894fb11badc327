package org.backupmanager.cli.internal;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.backupmanager.cli.internal.about.ApplicationStatus;
import org.backupmanager.cli.internal.about.DashboardUnsubscribe;
import org.backupmanager.cli.internal.about.InitializationError;
import org.backupmanager.cli.internal.about.PasswordRequirements;
import org.backupmanager.cli.internal.about.SystemInfo;
import org.backupmanager.cli.internal.about.TokenGet;
import org.backupmanager.cli.internal.about.WorkbenchOpen;
import org.backupmanager.cli.internal.absent.AbsentCommand;
import org.backupmanager.cli.internal.choice.FilterList;
import org.backupmanager.cli.internal.choice.FilterModify;
import org.backupmanager.cli.internal.choice.SelectionClear;
import org.backupmanager.cli.internal.choice.SelectionList;
import org.backupmanager.cli.internal.choice.SelectionModify;
import org.backupmanager.cli.internal.choice.SettingList;
import org.backupmanager.cli.internal.choice.SettingModify;
import org.backupmanager.cli.internal.cleanup.CleanUpAbort;
import org.backupmanager.cli.internal.cleanup.CleanUpStart;
import org.backupmanager.cli.internal.cleanup.HomeList;
import org.backupmanager.cli.internal.cleanup.HomeRetire;
import org.backupmanager.cli.internal.cleanup.RemovedList;
import org.backupmanager.cli.internal.cleanup.SessionRemove;
import org.backupmanager.cli.internal.cleanup.SessionUndelete;
import org.backupmanager.cli.internal.devices.DeviceCreate;
import org.backupmanager.cli.internal.devices.DeviceOpen;
import org.backupmanager.cli.internal.devices.Terminal;
import org.backupmanager.cli.internal.grammar.Command;
import org.backupmanager.cli.internal.health.DamageList;
import org.backupmanager.cli.internal.health.StorageStatus;
import org.backupmanager.cli.internal.manual.CompletionPrint;
import org.backupmanager.cli.internal.manual.ManWrite;
import org.backupmanager.cli.internal.plan.ArchivingAdd;
import org.backupmanager.cli.internal.plan.ArchivingClear;
import org.backupmanager.cli.internal.plan.ArchivingList;
import org.backupmanager.cli.internal.plan.ArchivingModify;
import org.backupmanager.cli.internal.plan.ContinuousAdd;
import org.backupmanager.cli.internal.plan.ContinuousList;
import org.backupmanager.cli.internal.plan.ContinuousModify;
import org.backupmanager.cli.internal.plan.BandwidthGet;
import org.backupmanager.cli.internal.plan.BandwidthModify;
import org.backupmanager.cli.internal.plan.PlanRemove;
import org.backupmanager.cli.internal.plan.RetentionList;
import org.backupmanager.cli.internal.plan.RetentionModify;
import org.backupmanager.cli.internal.plan.RetentionPreview;
import org.backupmanager.cli.internal.plan.RetentionStart;
import org.backupmanager.cli.internal.plan.ScheduleAdd;
import org.backupmanager.cli.internal.plan.ScheduleList;
import org.backupmanager.cli.internal.plan.ScheduleModify;
import org.backupmanager.cli.internal.plan.ScriptAdd;
import org.backupmanager.cli.internal.plan.ScriptList;
import org.backupmanager.cli.internal.plan.ScriptModify;
import org.backupmanager.cli.internal.plan.SessionHold;
import org.backupmanager.cli.internal.plan.SessionScriptList;
import org.backupmanager.cli.internal.process.CommandServer;
import org.backupmanager.cli.internal.process.ServiceRun;
import org.backupmanager.cli.internal.process.ServiceStart;
import org.backupmanager.cli.internal.process.ServiceStatus;
import org.backupmanager.cli.internal.process.ServiceStop;
import org.backupmanager.cli.internal.process.Shutdown;
import org.backupmanager.cli.internal.quickstart.Quickstart;
import org.backupmanager.cli.internal.report.EventWatch;
import org.backupmanager.cli.internal.report.MailPasswordModify;
import org.backupmanager.cli.internal.report.MailTest;
import org.backupmanager.cli.internal.report.ReportGet;
import org.backupmanager.cli.internal.recovery.UndoList;
import org.backupmanager.cli.internal.recovery.UndoRemove;
import org.backupmanager.cli.internal.recovery.UndoStart;
import org.backupmanager.cli.internal.sessions.BackupStart;
import org.backupmanager.cli.internal.sessions.BackupStop;
import org.backupmanager.cli.internal.sessions.RepairStart;
import org.backupmanager.cli.internal.sessions.RestoreExport;
import org.backupmanager.cli.internal.sessions.RestoreStart;
import org.backupmanager.cli.internal.sessions.SessionAbort;
import org.backupmanager.cli.internal.sessions.SessionErrorList;
import org.backupmanager.cli.internal.sessions.SessionList;
import org.backupmanager.cli.internal.sessions.SessionNodeExport;
import org.backupmanager.cli.internal.sessions.SessionNodeList;
import org.backupmanager.cli.internal.sessions.SessionNodeSearch;
import org.backupmanager.cli.internal.sessions.StatusGet;
import org.backupmanager.cli.internal.sessions.VerifyStart;
import org.backupmanager.command.DeviceLinks;
import org.backupmanager.session.Devices;

/** Every command there is, in the order of the help. */
final class CommandTable {

    private final Supplier<Devices> devices;
    private final Supplier<Optional<DeviceLinks>> links;
    private final Terminal terminal;
    private final InstantSource clock;

    /**
     * @param devices asked for when a command needs it, not before
     * @param links asked for when a workbench calls, not before; empty where that is not installed
     */
    CommandTable(Supplier<Devices> devices, Supplier<Optional<DeviceLinks>> links, Terminal terminal,
            InstantSource clock) {
        this.devices = devices;
        this.links = links;
        this.terminal = terminal;
        this.clock = clock;
    }

    List<Command> commands() {
        return Stream.of(devices(), runs(), stored(), reports(), plans(), settingsAndProcesses(), AbsentCommand.all(),
                Shutdown.all()).<Command>flatMap(List::stream).toList();
    }

    /** What is protected. */
    private List<Command> devices() {
        return List.of(
                new Quickstart(devices, new SecureRandom(), clock),
                new DeviceCreate(devices, terminal),
                new DeviceOpen(devices, terminal, clock),
                new SelectionList(),
                new SelectionModify(),
                new SelectionClear(clock),
                new FilterList(),
                new FilterModify());
    }

    /** What is done with it. */
    private List<Command> runs() {
        return List.of(
                new BackupStart(clock),
                new BackupStop(),
                new RestoreStart(clock),
                new RestoreExport(clock),
                new UndoStart(clock),
                new UndoList(),
                new UndoRemove(),
                new ContinuousList(),
                new ContinuousAdd(),
                new ContinuousModify(),
                PlanRemove.continuous(),
                new VerifyStart(clock),
                new RepairStart(clock));
    }

    /** What is stored, and what goes. */
    private List<Command> stored() {
        return List.of(
                new StorageStatus(),
                new DamageList(),
                new SessionList(),
                new SessionErrorList(),
                new SessionNodeList(),
                new SessionNodeExport(),
                new SessionNodeSearch(),
                new SessionAbort(),
                new SessionRemove(),
                new SessionUndelete(),
                new RemovedList(),
                new CleanUpStart(clock),
                new CleanUpAbort(),
                new HomeList(),
                new HomeRetire());
    }

    /** What is told. */
    private List<Command> reports() {
        return List.of(
                StatusGet.usual(),
                new ApplicationStatus(),
                new InitializationError(),
                new SystemInfo(),
                new ReportGet(),
                new EventWatch(devices),
                new MailPasswordModify(),
                new MailTest());
    }

    /** What is done by itself. */
    private static List<Command> plans() {
        return List.of(
                new ScheduleList(),
                new ScheduleAdd(),
                new ScheduleModify(),
                PlanRemove.schedule(),
                new ScriptList(),
                new ScriptAdd(),
                new ScriptModify(),
                PlanRemove.script(),
                new SessionScriptList(),
                new ArchivingList(),
                new ArchivingAdd(),
                new ArchivingModify(),
                PlanRemove.archiving(),
                new ArchivingClear(),
                new RetentionList(),
                new RetentionModify(),
                new RetentionPreview(),
                new RetentionStart(),
                new BandwidthGet(),
                new BandwidthModify(),
                SessionHold.hold(),
                SessionHold.release());
    }

    /** How, by which process, and what commands there are. */
    private List<Command> settingsAndProcesses() {
        return List.of(
                new SettingList(),
                new SettingModify(),
                new ServiceRun(devices, this::server),
                new ServiceStart(devices),
                new ServiceStop(devices),
                new ServiceStatus(),
                new WorkbenchOpen(Launcher::installation),
                DashboardUnsubscribe.ofBackups(),
                DashboardUnsubscribe.ofRestores(),
                PasswordRequirements.get(),
                PasswordRequirements.check(),
                new TokenGet(),
                new Help(this::commands),
                new CompletionPrint(this::commands),
                new ManWrite(this::commands),
                StatusGet.hidden());
    }

    /** Answers these commands for other processes. */
    CommandServer server() {
        return new CommandServer(commands(), Help.NAME, links);
    }
}
