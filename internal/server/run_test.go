package server

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"testing"
	"time"
)

// TestGracefulStop: a request that runs when the server is told to stop is finished.
func TestGracefulStop(t *testing.T) {
	running, finish := make(chan struct{}), make(chan struct{})
	slow := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(running)
		<-finish
		fmt.Fprint(w, "finished")
	})
	s, err := New(Config{Listen: "127.0.0.1:0", Mounts: map[string]http.Handler{"/slow": slow}, Store: archive(t)})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	address, stopped := make(chan net.Addr, 1), make(chan error, 1)
	go func() { stopped <- s.Run(ctx, func(a net.Addr) { address <- a }) }()
	got := make(chan string, 1)
	u := "http://" + (<-address).String()
	go func() {
		resp, err := http.Get(u + "/slow")
		if err != nil {
			got <- err.Error()
			return
		}
		defer resp.Body.Close()
		b, _ := io.ReadAll(resp.Body)
		got <- string(b)
	}()
	<-running
	stop()
	for range 100 { // until it listens no more
		c, err := net.Dial("tcp", u[len("http://"):])
		if err != nil {
			break
		}
		c.Close()
		time.Sleep(10 * time.Millisecond)
	}
	close(finish)
	if body := <-got; body != "finished" {
		t.Errorf("the running request got %q", body)
	}
	if err := <-stopped; err != nil {
		t.Error(err)
	}
}

// TestPanic: a fault of ours is a plain 500 without its details, and the server goes on.
func TestPanic(t *testing.T) {
	u := start(t, Config{Mounts: map[string]http.Handler{"/broken": http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("inner details") })}}).URL
	resp, body := call(t, "GET", u+"/broken", nil)
	if resp.StatusCode != http.StatusInternalServerError || body != "something went wrong here; it has been written to the log\n" {
		t.Errorf("%s %q", resp.Status, body)
	}
	if resp, _ := call(t, "GET", u+"/healthz", nil); resp.StatusCode != http.StatusOK {
		t.Errorf("after it: %s", resp.Status)
	}
}
