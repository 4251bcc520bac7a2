package dev.verdict.server.net;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** The file of a unix domain socket: what lies there before, its mode, its removal. */
final class UnixSocketFile {
    /** The mode that existing configurations mean by not saying any: whatever the umask leaves. */
    private static final int UNCHANGED_MODE = 0766;

    private static final PosixFilePermission[] BITS = {
        PosixFilePermission.OTHERS_EXECUTE,
        PosixFilePermission.OTHERS_WRITE,
        PosixFilePermission.OTHERS_READ,
        PosixFilePermission.GROUP_EXECUTE,
        PosixFilePermission.GROUP_WRITE,
        PosixFilePermission.GROUP_READ,
        PosixFilePermission.OWNER_EXECUTE,
        PosixFilePermission.OWNER_WRITE,
        PosixFilePermission.OWNER_READ,
    };

    private final Path path;

    UnixSocketFile(Path path) {
        this.path = path;
    }

    /** Removes what a dead process left behind. */
    void makeRoom() {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isOther()) {
                throw new ServerStartException(
                        "cannot listen on `unix:" + path + "`: a file that is not a socket is there");
            }
            if (someoneListens()) {
                throw new ServerStartException(
                        "cannot listen on `unix:" + path + "`: another process listens there already");
            }
            Files.delete(path);
        } catch (IOException e) {
            throw new ServerStartException("cannot replace the socket file `" + path + "`", e);
        }
    }

    private boolean someoneListens() {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(path));
        } catch (IOException e) {
            return false;
        }
    }

    void setMode(int mode) {
        if (mode == UNCHANGED_MODE) {
            return;
        }
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int bit = 0; bit < BITS.length; bit++) {
            if ((mode & 1 << bit) != 0) {
                permissions.add(BITS[bit]);
            }
        }
        try {
            Files.setPosixFilePermissions(path, permissions);
        } catch (IOException e) {
            throw new ServerStartException("cannot set the mode of the socket file `" + path + "`", e);
        }
    }

    void remove() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // The next start removes it.
        }
    }
}
