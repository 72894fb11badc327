package org.backupmanager.cli.internal;

import java.util.List;
import java.util.Optional;

import org.backupmanager.cli.internal.fake.FakeDevice;
import org.backupmanager.cli.internal.fake.Lab;
import org.backupmanager.cli.internal.fake.Lab.Result;
import org.backupmanager.cli.internal.process.BackgroundProcess;
import org.backupmanager.testkit.FakeClock;

/**
 * Runs commands as if they had been typed in a lab; no background process can start.
 *
 * @param lab with its device
 * @param typed what a person types where a command asks; empty where nobody is there
 */
record CommandBench(Lab lab, Optional<String> typed) {

    Result run(String... words) {
        var table = new CommandTable(lab::devices, Optional::empty, question -> typed.map(String::toCharArray),
                new FakeClock(FakeDevice.START.plusSeconds(5)));
        var runner = new CommandRunner(table, lab::devices, new BackgroundProcess(List.of("false")),
                "Backup Manager 1.0.0");
        return Lab.keep((out, err) -> runner.run(lab.request(words), out, err));
    }
}
