. "${0%/*}/machine.sh"
need rsync
mkdir from
echo 1 >from/record.txt
rsync -a --log-file=rsync.log from/ to/
rsync -a --log-file=rsync.log none/ to/ 2>rsync.out && exit 1
exit 0
