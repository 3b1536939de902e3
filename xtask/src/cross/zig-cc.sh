#!/bin/sh
# Stands for Apple's compiler of C: leaves out the switches that Zig refuses or answers for itself,
# and adds the one header of Apple's that it lacks.
value=
for word do
    shift
    if [ -n "$value" ]; then
        value=
        continue
    fi
    case $word in
        -arch | -isysroot) value=follows ;;
        --target=* | -mmacosx-version-min=*) ;;
        *) set -- "$@" "$word" ;;
    esac
done
exec '@ZIG@' cc -target aarch64-macos -I '@INCLUDE@' "$@"
