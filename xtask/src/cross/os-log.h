/* As much of Apple's os/log.h as SQLCipher needs to be compiled without it. Nothing is logged. */

#ifndef OS_LOG_H
#define OS_LOG_H

typedef struct os_log_s *os_log_t;

#define OS_LOG_DEFAULT ((os_log_t)0)
#define os_log(log, ...) ((void)(log))

#endif
