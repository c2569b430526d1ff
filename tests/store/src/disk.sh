# Keeps one small file system, for `Keeper`.
#
# Arguments: where to make its folder, and how many bytes the disk has room
# for. Order: `mount`, at `disk` in the folder. At the end of input the file
# system is unmounted, whoever still has files open on it, and the folder removed.

trap : HUP INT TERM PIPE

folder=$(mktemp -d "$1/etablera-disk.XXXXXX") || exit 1
size=$2
mkdir "$folder/disk"
exec 2>>"$folder/said"

mount_disk() {
    if [ "$(id -u)" != 0 ]; then
        echo "only root can mount a file system" >&2
        return 1
    fi
    mount -t tmpfs -o "size=$size,mode=700" etablera "$folder/disk"
}

echo "$folder"
while read -r order; do
    : >"$folder/said"
    mount_disk </dev/null >&2
    echo $?
done

umount -l "$folder/disk"
rmdir "$folder/disk" && rm -f "$folder/said" && rmdir "$folder"
