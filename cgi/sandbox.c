/* A seccomp filter: system calls that a worker never makes fail with EPERM.
 *
 * It names what is forbidden rather than what is allowed, because libc, SQLite and libxml2 make calls as they like from
 * one version to the next. Opening files stays allowed: the store may be replaced, and SQLite makes its -shm. The filter
 * is written out as the kernel takes it, to need no library. */
#include "sandbox.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#if defined __x86_64__
#define SANDBOX_ARCH AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define SANDBOX_ARCH AUDIT_ARCH_AARCH64
#endif

/* One call: if the number is this one, jump to the refusal, the last instruction; the jump's length is filled in. */
#define SANDBOX_CALL(name) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##name, 0, 0)

bool sandbox_enter(void)
{
#ifdef SANDBOX_ARCH
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SANDBOX_ARCH, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
#ifdef __x86_64__
        SANDBOX_CALL(fork), SANDBOX_CALL(vfork), SANDBOX_CALL(unlink), SANDBOX_CALL(rename), SANDBOX_CALL(link),
        SANDBOX_CALL(symlink), SANDBOX_CALL(mkdir), SANDBOX_CALL(rmdir), SANDBOX_CALL(mknod), SANDBOX_CALL(chmod),
        SANDBOX_CALL(chown), SANDBOX_CALL(lchown), SANDBOX_CALL(creat),
#endif
        SANDBOX_CALL(execve), SANDBOX_CALL(execveat), SANDBOX_CALL(clone), SANDBOX_CALL(clone3), SANDBOX_CALL(ptrace),
        SANDBOX_CALL(process_vm_readv), SANDBOX_CALL(process_vm_writev), SANDBOX_CALL(pidfd_getfd),
        SANDBOX_CALL(kill), SANDBOX_CALL(tkill), SANDBOX_CALL(pidfd_send_signal),
        SANDBOX_CALL(socket), SANDBOX_CALL(socketpair), SANDBOX_CALL(connect), SANDBOX_CALL(bind), SANDBOX_CALL(listen),
        SANDBOX_CALL(unlinkat), SANDBOX_CALL(renameat), SANDBOX_CALL(renameat2), SANDBOX_CALL(linkat),
        SANDBOX_CALL(symlinkat), SANDBOX_CALL(mkdirat), SANDBOX_CALL(mknodat), SANDBOX_CALL(fchmod),
        SANDBOX_CALL(fchmodat), SANDBOX_CALL(fchown), SANDBOX_CALL(fchownat), SANDBOX_CALL(truncate),
        SANDBOX_CALL(setuid), SANDBOX_CALL(setgid), SANDBOX_CALL(setreuid), SANDBOX_CALL(setregid),
        SANDBOX_CALL(setresuid), SANDBOX_CALL(setresgid), SANDBOX_CALL(setgroups), SANDBOX_CALL(chroot),
        SANDBOX_CALL(mount), SANDBOX_CALL(umount2), SANDBOX_CALL(pivot_root), SANDBOX_CALL(unshare),
        SANDBOX_CALL(setns), SANDBOX_CALL(personality), SANDBOX_CALL(bpf), SANDBOX_CALL(userfaultfd),
        SANDBOX_CALL(perf_event_open), SANDBOX_CALL(add_key), SANDBOX_CALL(request_key), SANDBOX_CALL(keyctl),
        SANDBOX_CALL(io_uring_setup), SANDBOX_CALL(memfd_create), SANDBOX_CALL(init_module),
        SANDBOX_CALL(finit_module), SANDBOX_CALL(kexec_load), SANDBOX_CALL(open_by_handle_at),
#ifdef __x86_64__
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, __X32_SYSCALL_BIT, 0, 0),
#endif
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
    };
    const size_t count = sizeof filter / sizeof *filter;
    struct sock_fprog program = {.len = (unsigned short)count, .filter = filter};

    for (size_t i = 4; i < count - 2; i++)
        filter[i].jt = (unsigned char)(count - 2 - i);
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
#else
    return false;
#endif
}
