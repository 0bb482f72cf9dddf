/** Owns how a computer's own scheduler begins a command at a set time: systemd timer, cron line, Windows task. Pure. */
import { isoTime } from './zoned-time.js';

/** What is to be begun, and when. */
export interface ScheduledCommand {
  /** Absolute paths and arguments as they are, none of them quoted; the first is the program. */
  readonly argv: readonly [string, ...string[]];
  /** Absolute. */
  readonly folder: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Letters, digits and dashes: names the timer or task. */
  readonly name: string;
}

export const SCHEDULERS = ['systemd', 'cron', 'windows'] as const;
export type Scheduler = (typeof SCHEDULERS)[number];

/** One file to write, or the lines to type. */
export interface SchedulerText {
  /** Where the text belongs, "~/.config/systemd/user/x.timer"; null where it is typed. */
  readonly file: string | null;
  readonly lines: readonly string[];
}

/** The scheduler that a system has of its own. */
export function schedulerOf(platform: NodeJS.Platform): Scheduler {
  if (platform === 'win32') return 'windows';
  return platform === 'linux' ? 'systemd' : 'cron';
}

/** `timezone` is the computer's own (IANA), in which cron counts. */
export function schedule(scheduler: Scheduler, command: ScheduledCommand, timezone: string): SchedulerText[] {
  switch (scheduler) {
    case 'systemd':
      return systemd(command);
    case 'cron':
      return [{ file: null, lines: [cronLine(command, timezone)] }];
    case 'windows':
      return [{ file: null, lines: windowsTask(command, timezone) }];
  }
}

/** systemd.timer(5), systemd.time(7): `Persistent` makes up for a time at which the computer was off. */
function systemd({ argv, folder, at, name }: ScheduledCommand): SchedulerText[] {
  const units = '~/.config/systemd/user';
  const service = ['[Unit]', `Description=${name}`, '', '[Service]', 'Type=oneshot'];
  const timer = [
    '[Unit]',
    `Description=${name}`,
    '',
    '[Timer]',
    `OnCalendar=${utc(at)} UTC`,
    'Persistent=true',
  ];
  return [
    {
      file: `${units}/${name}.service`,
      lines: [
        ...service,
        `WorkingDirectory=${folderLine(folder)}`,
        `ExecStart=${argv.map(systemdWord).join(' ')}`,
      ],
    },
    { file: `${units}/${name}.timer`, lines: [...timer, '', '[Install]', 'WantedBy=timers.target'] },
    {
      file: null,
      lines: [
        'loginctl enable-linger',
        'systemctl --user daemon-reload',
        `systemctl --user enable --now ${name}.timer`,
      ],
    },
  ];
}

/** "2027-03-01 07:00:00" */
function utc(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

/** "%" begins a specifier, "$" a variable (systemd.unit(5), systemd.service(5)). */
function systemdWord(word: string): string {
  const escaped = specifiers(word).replaceAll('$', '$$$$');
  return /^[\w./:@+=,%$-]+$/.test(escaped) ? escaped : `"${escaped.replace(/["\\]/g, '\\$&')}"`;
}

/** A backslash at the end would join the next line to it, and a blank there be cut off. */
function folderLine(folder: string): string {
  return specifiers(/[\\\s]$/.test(folder) ? `${folder}/` : folder);
}

function specifiers(text: string): string {
  return text.replaceAll('%', '%%');
}

/** crontab(5): minute, hour, day, month; in no year, so the line is to be removed afterwards. "%" would be a line end. */
function cronLine({ argv, folder, at }: ScheduledCommand, timezone: string): string {
  const [, month, day, hour, minute] = /-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(isoTime(at, timezone)) ?? [];
  const time = [minute, hour, day, month].map(Number).join(' ');
  return `${time} * cd ${posixWord(folder)} && ${argv.map(posixWord).join(' ')}`.replaceAll('%', '\\%');
}

function posixWord(word: string): string {
  return /^[\w./:@+=,%-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** Microsoft's ScheduledTasks module; a time with an offset means the same wherever the computer stands. */
function windowsTask(
  { argv: [program, ...rest], folder, at, name }: ScheduledCommand,
  timezone: string,
): string[] {
  const argument = rest.map(windowsWord).join(' ');
  const action = [
    `-Execute ${powershellText(program)}`,
    ...(argument === '' ? [] : [`-Argument ${powershellText(argument)}`]),
    `-WorkingDirectory ${powershellText(folder)}`,
  ];
  return [
    `$action = New-ScheduledTaskAction ${action.join(' ')}`,
    `$trigger = New-ScheduledTaskTrigger -Once -At ([datetimeoffset]'${isoTime(at, timezone)}').LocalDateTime`,
    '$settings = New-ScheduledTaskSettingsSet -StartWhenAvailable -WakeToRun -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries -ExecutionTimeLimit 0',
    `Register-ScheduledTask -TaskName ${powershellText(name)} -Action $action -Trigger $trigger -Settings $settings`,
  ];
}

/** As CommandLineToArgvW splits it again: backslashes count only before a quotation mark. */
function windowsWord(word: string): string {
  if (word !== '' && !/[\s"]/.test(word)) return word;
  return `"${word.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`;
}

/** Nothing is expanded between single quotes (about_Quoting_Rules); it knows typographic ones, too. */
function powershellText(text: string): string {
  return `'${text.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`;
}
