//! Walls around a caged process that only Linux can build: no files, no programs, no network.
//! None of them can be taken down again, also not by threads or programs started later.

use std::collections::BTreeMap;

use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetStatus, Scope};
use rustix::process::DumpableBehavior;
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule,
};

use crate::answer::Protection;

/// Raises all walls the kernel offers.
pub(super) fn raise(protection: &mut Protection) {
    let _ = rustix::process::set_dumpable_behavior(DumpableBehavior::NotDumpable);
    protection.no_new_privileges = rustix::thread::set_no_new_privs(true).is_ok();
    protection.sealed_files = seal_files().unwrap_or_default();
    protection.filtered_calls = filter_calls().is_some();
}

/// Denies every access by name to files, and network and signals as far as the kernel can. What
/// is open stays usable. Says whether files are sealed.
fn seal_files() -> Result<bool, landlock::RulesetError> {
    let newest = ABI::V6;
    let status = Ruleset::default()
        .handle_access(AccessFs::from_all(newest))?
        .handle_access(AccessNet::from_all(newest))?
        .scope(Scope::from_all(newest))?
        .create()?
        .restrict_self()?;
    Ok(status.ruleset != RulesetStatus::NotEnforced)
}

/// Lets only these system calls through; others fail with "not permitted". That the process goes
/// on after a forbidden call is on purpose: what a C library tries beside the real work differs
/// from system to system, and none of it can succeed.
fn filter_calls() -> Option<()> {
    let architecture = std::env::consts::ARCH.try_into().ok()?;
    let filter = |rules, otherwise, matched| {
        let filter = SeccompFilter::new(rules, otherwise, matched, architecture).ok()?;
        BpfProgram::try_from(filter).ok()
    };
    let errno = |number: i32| SeccompAction::Errno(number.unsigned_abs());
    // The flags of clone3 lie in memory, where a filter cannot see whether it asks for a thread
    // or a process. Without it, C libraries use clone, whose flags can be seen.
    let no_clone3 = BTreeMap::from([(libc::SYS_clone3, Vec::new())]);
    let no_clone3 = filter(no_clone3, SeccompAction::Allow, errno(libc::ENOSYS))?;
    let mut allowed: BTreeMap<i64, Vec<SeccompRule>> =
        ALLOWED.iter().map(|call| (*call, Vec::new())).collect();
    allowed.insert(libc::SYS_clone, vec![only_threads()?]);
    let allowed = filter(allowed, errno(libc::EPERM), SeccompAction::Allow)?;
    seccompiler::apply_filter_all_threads(&no_clone3).ok()?;
    seccompiler::apply_filter_all_threads(&allowed).ok()
}

/// Matches a clone that asks for a thread of this process.
fn only_threads() -> Option<SeccompRule> {
    let flags = u64::try_from(libc::CLONE_THREAD).ok()?;
    let asks = SeccompCmpOp::MaskedEq(flags);
    let condition = SeccompCondition::new(0, SeccompCmpArgLen::Qword, asks, flags).ok()?;
    SeccompRule::new(vec![condition]).ok()
}

/// Reading and writing what is open, memory, threads, time, and ending. Nothing that opens,
/// connects, executes, or looks at other processes.
const ALLOWED: &[i64] = &[
    libc::SYS_read,
    libc::SYS_readv,
    libc::SYS_pread64,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_pwrite64,
    libc::SYS_lseek,
    libc::SYS_fstat,
    libc::SYS_statx,
    libc::SYS_ftruncate,
    libc::SYS_fsync,
    libc::SYS_fdatasync,
    libc::SYS_fcntl,
    libc::SYS_dup,
    libc::SYS_close,
    libc::SYS_mmap,
    libc::SYS_mremap,
    libc::SYS_mprotect,
    libc::SYS_munmap,
    libc::SYS_madvise,
    libc::SYS_brk,
    libc::SYS_clone3,
    libc::SYS_set_robust_list,
    libc::SYS_rseq,
    libc::SYS_futex,
    libc::SYS_gettid,
    libc::SYS_getpid,
    libc::SYS_sched_yield,
    libc::SYS_sched_getaffinity,
    libc::SYS_sigaltstack,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_restart_syscall,
    libc::SYS_tgkill,
    libc::SYS_clock_gettime,
    libc::SYS_clock_nanosleep,
    libc::SYS_nanosleep,
    libc::SYS_gettimeofday,
    libc::SYS_getrandom,
    libc::SYS_exit,
    libc::SYS_exit_group,
];
