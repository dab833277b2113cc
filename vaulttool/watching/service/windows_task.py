"""A task of Windows' task scheduler (its schema 1.2). The file is tested, running it on Windows is not."""

import subprocess
from pathlib import Path, PureWindowsPath
from xml.sax.saxutils import escape

from vaulttool.watching.service.plan import TRIES, Plan, Steps

_TASK = """\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Description>{description}</Description></RegistrationInfo>
  <Triggers><LogonTrigger><Enabled>true</Enabled></LogonTrigger></Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType><RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <Hidden>true</Hidden>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <Priority>7</Priority>
    <RestartOnFailure><Interval>PT1M</Interval><Count>{tries}</Count></RestartOnFailure>
  </Settings>
  <Actions Context="Author">
    <Exec><Command>{program}</Command><Arguments>{arguments}</Arguments></Exec>
  </Actions>
</Task>
"""


class WindowsTask:
    """The task scheduler, for one user."""

    title = "the task scheduler"

    def place(self, plan: Plan) -> Path:
        """Give the file from which the task is made."""
        return plan.state / "service.xml"

    def content(self, plan: Plan) -> bytes:
        """Give the task; variables of the environment are the user's own there, and not named in it."""
        program = PureWindowsPath(plan.command[0])
        if program.name.casefold() == "python.exe":
            program = program.with_name("pythonw.exe")  # without a window
        text = _TASK.format(
            description=escape(f"vaulttool: keeps last contacts true in {plan.vault.name}"),
            tries=TRIES,
            program=escape(str(program)),
            arguments=escape(subprocess.list2cmdline(plan.command[1:])),
        )
        return text.encode("utf-16")

    def steps(self, plan: Plan, action: str) -> Steps:
        """Give what to run."""
        name = ("/TN", plan.name)
        match action:
            case "install":
                return Steps((("schtasks", "/Create", "/F", *name, "/XML", str(self.place(plan))),))
            case "start":
                return Steps((("schtasks", "/Run", *name),))
            case "stop":
                return Steps((("schtasks", "/End", *name),))
            case "status":
                return Steps((("schtasks", "/Query", *name),))
            case _:
                return Steps((("schtasks", "/Delete", "/F", *name),), may_fail=True)
