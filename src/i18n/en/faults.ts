/** Owns the English sentences for all faults, joined from one file per area; a missing one does not compile. */
import type { FaultTexts } from '../fault-text.js';
import { commandLineFaults } from './faults/command-line.js';
import { handoverFaults } from './faults/handover.js';
import { mailingFaults } from './faults/mailing.js';
import { profileFaults } from './faults/profile.js';
import { profileFileFaults } from './faults/profile-file.js';
import { projectFaults } from './faults/project.js';
import { reportFaults } from './faults/report.js';
import { sandboxFaults } from './faults/sandbox.js';
import { serverFaults } from './faults/server.js';
import { stateFaults } from './faults/state.js';
import { voterListFaults } from './faults/voter-list.js';

export const faults: FaultTexts = {
  ...commandLineFaults,
  ...projectFaults,
  ...reportFaults,
  ...profileFaults,
  ...handoverFaults,
  ...profileFileFaults,
  ...mailingFaults,
  ...stateFaults,
  ...serverFaults,
  ...sandboxFaults,
  ...voterListFaults,
};
