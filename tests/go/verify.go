// Command verify checks a published log with the Go project's own packages, which know nothing of ours.
//
// usage: verify VKEY FOLDER SIZE...   FOLDER holds checkpoint, SHA256SUMS and tile/; each SIZE is an earlier size.
package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func must[T any](value T, err error) T {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return value
}

// read finds hashes in tiles of height 8, laid out as C2SP does it: "tile/0/..." for what tlog calls "tile/8/0/...".
func read(folder string, size int64) tlog.HashReaderFunc {
	return func(indexes []int64) ([]tlog.Hash, error) {
		found := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			tile := tlog.TileForIndex(8, index)
			if full := size >> (8 * uint(tile.L)); tile.N < full>>8 {
				tile.W = 256
			} else {
				tile.W = int(full & 255)
			}
			path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
			data, err := os.ReadFile(filepath.Join(folder, path))
			if err != nil {
				return nil, err
			}
			if found[i], err = tlog.HashFromTile(tile, data, index); err != nil {
				return nil, err
			}
		}
		return found, nil
	}
}

func main() {
	key, folder := os.Args[1], os.Args[2]
	opened := must(note.Open(must(os.ReadFile(filepath.Join(folder, "checkpoint"))), note.VerifierList(must(note.NewVerifier(key)))))
	lines := strings.Split(opened.Text, "\n")
	size, root := must(strconv.ParseInt(lines[1], 10, 64)), must(tlog.ParseHash(lines[2]))
	reader := read(folder, size)
	if got := must(tlog.TreeHash(size, reader)); got != root {
		must(0, fmt.Errorf("tiles give root %v, checkpoint says %v", got, root))
	}
	leaves := bytes.SplitAfter(must(os.ReadFile(filepath.Join(folder, "SHA256SUMS"))), []byte("\n"))
	for i := int64(0); i < size; i++ {
		proof := must(tlog.ProveRecord(size, i, reader))
		must(0, tlog.CheckRecord(proof, size, root, i, tlog.RecordHash(leaves[i])))
	}
	for _, text := range os.Args[3:] {
		earlier := must(strconv.ParseInt(text, 10, 64))
		old := must(tlog.TreeHash(earlier, reader))
		must(0, tlog.CheckTree(must(tlog.ProveTree(size, earlier, reader)), size, root, earlier, old))
		fmt.Println(earlier, old)
	}
	for i := int64(0); i < size; i++ {
		must(0, kept(folder, key, i, leaves[i]))
	}
	fmt.Println("verified", size, root)
}

// kept checks a record's .tlog-proof: lines of the audit path, an empty line, the checkpoint.
func kept(folder, key string, index int64, leaf []byte) error {
	data := must(os.ReadFile(filepath.Join(folder, fmt.Sprintf("%03d/%06d.tlog-proof", (index+1)/1000, index+1))))
	head, checkpoint, _ := bytes.Cut(data, []byte("\n\n"))
	opened, err := note.Open(checkpoint, note.VerifierList(must(note.NewVerifier(key))))
	if err != nil {
		return err
	}
	stated := strings.Split(opened.Text, "\n")
	lines := strings.Split(string(head), "\n")
	if lines[0] != "c2sp.org/tlog-proof@v1" || lines[1] != fmt.Sprint("index ", index) {
		return fmt.Errorf("proof %d: %q", index, lines[:2])
	}
	var path tlog.RecordProof
	for _, line := range lines[2:] {
		path = append(path, must(tlog.ParseHash(line)))
	}
	return tlog.CheckRecord(path, must(strconv.ParseInt(stated[1], 10, 64)), must(tlog.ParseHash(stated[2])), index, tlog.RecordHash(leaf))
}
